using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// The histories and end states of random processes as one number. This assembly starts here, so that a second operating-system process, with
/// its own hash codes, addresses and times, can work the number out again.
/// </summary>
internal static class RandomDigest
{
    private const string Verb = "random-digest";

    public static string[] Arguments(int first, int count) => [Verb, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)];

    public static string Of(int first, int count)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var seed = first; seed < first + count; seed++)
        {
            var (body, called) = RandomProcess.Draw(seed);
            Add(RandomRun.Of(seed, body, also: called).Play(steps: 100, patience: 40));
            Add(RandomRun.Of(seed, RandomGraph.Draw(seed), budget: 40).Play(steps: 15, patience: 15, history: 400));
        }

        return Convert.ToHexString(digest.GetHashAndReset());

        void Add(RandomRun run)
        {
            foreach (var happened in run.Drive.History)
                digest.AppendData(Encoding.UTF8.GetBytes(EventText.Write(happened)));
            foreach (var effect in run.Drive.Effects)
                digest.AppendData(Encoding.UTF8.GetBytes(effect.GetType().Name));
            digest.AppendData(Encoding.UTF8.GetBytes(StateText.Write(run.Drive.State)));
        }
    }

    private static int Main(string[] arguments)
    {
        if (arguments is not [Verb, var first, var count])
            return 2;
        Console.WriteLine(Of(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)));
        return 0;
    }
}
