using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenTaskLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Words that can be said twice: a process that dies on the way starts here again.
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_user_task_assignee_id_status\"");
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"IX_user_task_status_candidate_role_due_at\"");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_user_task_open\" ON user_task (assignee_id, due_at, id) WHERE status = 'Open'");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_user_task_taken_due\" ON user_task (candidate_role, due_at, id) WHERE status = 'Open' AND assignee_id IS NOT NULL");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_user_task_untaken_due\" ON user_task (candidate_role, due_at, id) WHERE status = 'Open' AND assignee_id IS NULL");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_user_task_untaken_opened\" ON user_task (candidate_role, opened_at, id) WHERE status = 'Open' AND assignee_id IS NULL");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_task_candidate_account_id\" ON task_candidate (account_id)");
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS \"IX_task_candidate_role_id\" ON task_candidate (role_id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_task_open",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_user_task_taken_due",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_user_task_untaken_due",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_user_task_untaken_opened",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_task_candidate_account_id",
                table: "task_candidate");

            migrationBuilder.DropIndex(
                name: "IX_task_candidate_role_id",
                table: "task_candidate");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_assignee_id_status",
                table: "user_task",
                columns: new[] { "assignee_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_user_task_status_candidate_role_due_at",
                table: "user_task",
                columns: new[] { "status", "candidate_role", "due_at" });
        }
    }
}
