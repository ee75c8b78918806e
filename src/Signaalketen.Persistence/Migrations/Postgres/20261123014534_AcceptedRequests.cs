using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
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
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    accepted_at = table.Column<long>(type: "bigint", nullable: false)
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
