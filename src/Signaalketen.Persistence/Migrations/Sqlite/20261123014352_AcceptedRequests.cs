using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AcceptedRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accepted_request",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accepted_request", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_accepted_request_accepted_at",
                table: "accepted_request",
                column: "accepted_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_request");
        }
    }
}
