using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Removal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "remove_at",
                table: "case_file",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "removed_at",
                table: "case_file",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_mail_case_id",
                table: "outbox_mail",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_case_file_remove_at",
                table: "case_file",
                column: "remove_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_mail_case_id",
                table: "outbox_mail");

            migrationBuilder.DropIndex(
                name: "IX_case_file_remove_at",
                table: "case_file");

            migrationBuilder.DropColumn(
                name: "remove_at",
                table: "case_file");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "case_file");
        }
    }
}
