using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TakenTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_task_open",
                table: "user_task");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_taken_by",
                table: "user_task",
                columns: new[] { "assignee_id", "due_at", "id" },
                filter: "status = 'Open' AND assignee_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_task_taken_by",
                table: "user_task");

            migrationBuilder.CreateIndex(
                name: "IX_user_task_open",
                table: "user_task",
                columns: new[] { "assignee_id", "due_at", "id" },
                filter: "status = 'Open'");
        }
    }
}
