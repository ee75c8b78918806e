namespace Signaalketen.Persistence.Dialects.SqlServer;

/// <summary>Names the error numbers of SQL Server and of the way to it.</summary>
public static class SqlServerTroubles
{
    public static DatabaseTrouble Of(int number) => number switch
    {
        2 or 53 or 40 or 258 or 10060 or 10061 or 11001 or -1 => DatabaseTrouble.Unreachable,
        18456 or 18452 or 18470 => DatabaseTrouble.WrongPassword,
        4060 or 911 => DatabaseTrouble.UnknownDatabase,
        229 or 230 or 262 => DatabaseTrouble.NotAllowed,
        17809 or 10928 or 10929 => DatabaseTrouble.TooManyConnections,
        6005 or 18401 or 922 or 40613 => DatabaseTrouble.NotReady,
        64 or 121 or 233 or 10053 or 10054 or 596 => DatabaseTrouble.LostConnection,
        1205 => DatabaseTrouble.Deadlock,
        3960 or 3961 => DatabaseTrouble.Serialization,
        -2 or 1222 => DatabaseTrouble.Busy,
        1101 or 1105 or 9002 => DatabaseTrouble.DiskFull,
        3906 or 978 => DatabaseTrouble.ReadOnly,
        2628 or 8152 => DatabaseTrouble.ValueRefused,
        207 or 208 => DatabaseTrouble.OlderSchema,
        823 or 824 or 825 => DatabaseTrouble.Damaged,
        _ => DatabaseTrouble.Other,
    };
}
