using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StepHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "element_id",
                table: "history");

            migrationBuilder.DropColumn(
                name: "event_kind",
                table: "history");

            migrationBuilder.RenameColumn(
                name: "payload",
                table: "history",
                newName: "events");

            // Every event was a row of its own; it becomes a list of one.
            migrationBuilder.Sql("UPDATE history SET events = '[' || events || ']'");

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "case_file",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);
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
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "event_kind",
                table: "history",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "",
                collation: "C");
        }
    }
}
