using System.Xml.Linq;

namespace Signaalketen.House.Tests;

/// <summary>Where the house stands, and what is in it.</summary>
internal static class House
{
    /// <summary>The rooms, each knowing only those before it.</summary>
    public static readonly string[] Rooms = ["Engine", "Verification", "Casework", "Persistence", "Runtime", "Web", "Cli"];

    public static readonly string[] PureRooms = ["Engine", "Verification", "Casework"];

    public static string Root => Checkout.Root;

    public static string RoomFolder(string room) => Path.Combine(Root, "src", $"Signaalketen.{room}");

    public static XDocument ProjectOf(string room) => XDocument.Load(Path.Combine(RoomFolder(room), $"Signaalketen.{room}.csproj"));

    /// <summary>Files written by us: what a build makes is left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Within(file, "bin", "obj", "node_modules", "bundle", "Migrations", "TestResults"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool Within(string file, params string[] folders) => Relative(file).Split('/').Any(folders.Contains);
}
