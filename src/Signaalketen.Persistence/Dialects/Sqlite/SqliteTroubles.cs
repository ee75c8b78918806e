using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Signaalketen.Persistence.Dialects.Sqlite;

/// <summary>Names the result codes of SQLite (https://www.sqlite.org/rescode.html).</summary>
public static class SqliteTroubles
{
    private const int PlainError = 1;

    public static DatabaseTrouble Of(DbException fault) => fault is SqliteException answer ? Of(answer.SqliteErrorCode, answer.Message) : DatabaseTrouble.Other;

    public static DatabaseTrouble Of(int code, string message) => code switch
    {
        // SQLite has one code for every fault in a statement; a missing table or column is only told in words.
        PlainError when message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal)
            || message.Contains("has no column", StringComparison.Ordinal) => DatabaseTrouble.OlderSchema,
        3 or 23 => DatabaseTrouble.NotAllowed,
        5 or 6 => DatabaseTrouble.Busy,
        8 => DatabaseTrouble.ReadOnly,
        10 or 11 or 26 => DatabaseTrouble.Damaged,
        13 => DatabaseTrouble.DiskFull,
        14 => DatabaseTrouble.Unreachable,
        18 => DatabaseTrouble.ValueRefused,
        _ => DatabaseTrouble.Other,
    };
}
