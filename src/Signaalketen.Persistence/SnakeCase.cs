using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Signaalketen.Persistence;

/// <summary>
/// Tables and columns get lower-case names with underscores. PostgreSQL folds unquoted names to lower case, the others do not care:
/// so one hand-written statement reads the same on every database without quotes.
/// </summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            if (entity.GetTableName() is { } table)
                entity.SetTableName(Of(table));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Of(property.Name));
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsUpper(name[index]) && !char.IsUpper(name[index - 1]) && !char.IsDigit(name[index - 1]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[index]));
        }

        return text.ToString();
    }
}
