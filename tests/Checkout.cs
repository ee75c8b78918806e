namespace Signaalketen;

/// <summary>Where the project stands that the tests were built from; compiled into every test project.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Signaalketen.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}
