using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpenTaskLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_task_assignee_id_status",
                table: "user_task");

            migrationBuilder.DropIndex(
                name: "IX_user_task_status_candidate_role_due_at",
                table: "user_task");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_open",
                table: "user_task",
                columns: new[] { "assignee_id", "due_at", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_taken_due",
                table: "user_task",
                columns: new[] { "candidate_role", "due_at", "id" },
                filter: "status = 'Open' AND assignee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_untaken_due",
                table: "user_task",
                columns: new[] { "candidate_role", "due_at", "id" },
                filter: "status = 'Open' AND assignee_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_untaken_opened",
                table: "user_task",
                columns: new[] { "candidate_role", "opened_at", "id" },
                filter: "status = 'Open' AND assignee_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_task_candidate_account_id",
                table: "task_candidate",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_task_candidate_role_id",
                table: "task_candidate",
                column: "role_id");
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
