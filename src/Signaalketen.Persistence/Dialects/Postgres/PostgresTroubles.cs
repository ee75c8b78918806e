using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>Names what PostgreSQL (by SQLSTATE, appendix A of its manual) and the way to it report.</summary>
public static class PostgresTroubles
{
    public static DatabaseTrouble Of(DbException fault) => fault is PostgresException answer ? Of(answer.SqlState) : OfTheWay(fault);

    public static DatabaseTrouble Of(string sqlState) => sqlState switch
    {
        "28P01" or "28000" => DatabaseTrouble.WrongPassword,
        "3D000" => DatabaseTrouble.UnknownDatabase,
        "42501" => DatabaseTrouble.NotAllowed,
        "53300" => DatabaseTrouble.TooManyConnections,
        "57P03" => DatabaseTrouble.NotReady,
        "57P01" or "57P02" or "57P05" or "25P03" => DatabaseTrouble.LostConnection,
        "40P01" => DatabaseTrouble.Deadlock,
        "40001" => DatabaseTrouble.Serialization,
        "40003" => DatabaseTrouble.UnknownOutcome,
        "55P03" or "57014" => DatabaseTrouble.Busy,
        "53100" => DatabaseTrouble.DiskFull,
        "25006" => DatabaseTrouble.ReadOnly,
        "22001" or "22021" or "22P05" => DatabaseTrouble.ValueRefused,
        "42P01" or "42703" or "3F000" => DatabaseTrouble.OlderSchema,
        "58030" or "XX001" or "XX002" => DatabaseTrouble.Damaged,
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => DatabaseTrouble.LostConnection,
        _ => DatabaseTrouble.Other,
    };

    // No answer of the server: what the driver wraps says what there is to say. Its words tell apart three kinds of waiting in vain.
    private static DatabaseTrouble OfTheWay(DbException fault) => fault.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } => DatabaseTrouble.LostConnection,
        SocketException => DatabaseTrouble.Unreachable,
        IOException => DatabaseTrouble.LostConnection,
        TimeoutException when fault.Message.Contains("pool", StringComparison.Ordinal) => DatabaseTrouble.TooManyConnections,
        TimeoutException waiting when waiting.Message.Contains("reading", StringComparison.Ordinal) => DatabaseTrouble.LostConnection,
        TimeoutException => DatabaseTrouble.Unreachable,
        _ => fault.IsTransient ? DatabaseTrouble.LostConnection : DatabaseTrouble.Other,
    };
}
