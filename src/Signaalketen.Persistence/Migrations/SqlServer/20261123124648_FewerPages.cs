using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FewerPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_task_case_id",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_process_instance_process_id_status",
                table: "process_instance");

            migrationBuilder.DropIndex(
                name: "IX_case_file_remove_at",
                table: "case_file");

            migrationBuilder.DropIndex(
                name: "IX_case_file_submission_key",
                table: "case_file");

            migrationBuilder.CreateIndex(
                name: "IX_process_instance_running",
                table: "process_instance",
                column: "definition_key",
                filter: "status = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_case_file_remove_at",
                table: "case_file",
                column: "remove_at",
                filter: "remove_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_case_file_submission_key",
                table: "case_file",
                column: "submission_key",
                unique: true,
                filter: "submission_key IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_process_instance_running",
                table: "process_instance");

            migrationBuilder.DropIndex(
                name: "IX_case_file_remove_at",
                table: "case_file");

            migrationBuilder.DropIndex(
                name: "IX_case_file_submission_key",
                table: "case_file");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_case_id",
                table: "user_task",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_process_instance_process_id_status",
                table: "process_instance",
                columns: new[] { "process_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_case_file_remove_at",
                table: "case_file",
                column: "remove_at");

            migrationBuilder.CreateIndex(
                name: "IX_case_file_submission_key",
                table: "case_file",
                column: "submission_key",
                unique: true,
                filter: "[submission_key] IS NOT NULL");
        }
    }
}
