using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RunningCount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "running",
                table: "case_file",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("UPDATE case_file SET running = (SELECT COUNT(*) FROM process_instance p WHERE p.case_id = case_file.id AND p.ended_at IS NULL)");

            // The two foreign keys that the other databases lose stay: SQLite would build the tables anew for it, and not in one transaction.
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "running",
                table: "case_file");
        }
    }
}
