using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Turns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_mail_status_available_at",
                table: "outbox_mail");

            migrationBuilder.DropIndex(
                name: "IX_job_status_available_at",
                table: "job");

            migrationBuilder.AddColumn<long>(
                name: "turn_at",
                table: "outbox_mail",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "turn_at",
                table: "job",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql("UPDATE outbox_mail SET turn_at = available_at");
            migrationBuilder.Sql("UPDATE job SET turn_at = available_at");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_mail_status_turn_at",
                table: "outbox_mail",
                columns: new[] { "status", "turn_at" });

            migrationBuilder.CreateIndex(
                name: "IX_job_status_turn_at",
                table: "job",
                columns: new[] { "status", "turn_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_mail_status_turn_at",
                table: "outbox_mail");

            migrationBuilder.DropIndex(
                name: "IX_job_status_turn_at",
                table: "job");

            migrationBuilder.DropColumn(
                name: "turn_at",
                table: "outbox_mail");

            migrationBuilder.DropColumn(
                name: "turn_at",
                table: "job");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_mail_status_available_at",
                table: "outbox_mail",
                columns: new[] { "status", "available_at" });

            migrationBuilder.CreateIndex(
                name: "IX_job_status_available_at",
                table: "job",
                columns: new[] { "status", "available_at" });
        }
    }
}
