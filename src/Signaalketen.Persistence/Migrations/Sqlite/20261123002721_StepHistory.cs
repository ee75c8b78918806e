using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StepHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite's own words: EF Core would build the table anew, outside the transaction, and could not be run again after a crash.
            migrationBuilder.Sql("ALTER TABLE history DROP COLUMN element_id");
            migrationBuilder.Sql("ALTER TABLE history DROP COLUMN event_kind");
            migrationBuilder.Sql("ALTER TABLE history RENAME COLUMN payload TO events");
            // Every event was a row of its own; it becomes a list of one.
            migrationBuilder.Sql("UPDATE history SET events = '[' || events || ']'");
            migrationBuilder.Sql("ALTER TABLE case_file ADD COLUMN version INTEGER NOT NULL DEFAULT 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "version",
                table: "case_file");

            migrationBuilder.RenameColumn(
                name: "events",
                table: "history",
                newName: "payload");

            migrationBuilder.AddColumn<string>(
                name: "element_id",
                table: "history",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "event_kind",
                table: "history",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");
        }
    }
}
