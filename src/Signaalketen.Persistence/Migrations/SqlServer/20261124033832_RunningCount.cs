using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Signaalketen.Persistence.Migrations.SqlServer
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
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("UPDATE case_file SET running = (SELECT COUNT(*) FROM process_instance p WHERE p.case_id = case_file.id AND p.ended_at IS NULL)");

            migrationBuilder.DropForeignKey(
                name: "FK_case_key_case_file_case_id",
                table: "case_key");

            migrationBuilder.DropForeignKey(
                name: "FK_process_instance_case_file_case_id",
                table: "process_instance");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "running",
                table: "case_file");

            migrationBuilder.AddForeignKey(
                name: "FK_case_key_case_file_case_id",
                table: "case_key",
                column: "case_id",
                principalTable: "case_file",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_process_instance_case_file_case_id",
                table: "process_instance",
                column: "case_id",
                principalTable: "case_file",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
