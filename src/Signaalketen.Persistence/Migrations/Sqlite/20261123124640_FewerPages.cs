using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FewerPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Words that can be said twice: a process that dies on the way starts here again.
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_user_task_case_id\"");
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_process_instance_process_id_status\"");
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_case_file_remove_at\"");
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_case_file_submission_key\"");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_process_instance_running\" ON process_instance (definition_key) WHERE status = 'Active'");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_case_file_remove_at\" ON case_file (remove_at) WHERE remove_at IS NOT NULL");
            migrationBuilder.Sql("CREATE UNIQUE INDEX IF NOT EXISTS \"IX_case_file_submission_key\" ON case_file (submission_key) WHERE submission_key IS NOT NULL");
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
                unique: true);
        }
    }
}
