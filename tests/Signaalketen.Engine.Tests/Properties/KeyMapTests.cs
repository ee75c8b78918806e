using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Properties;

public class KeyMapTests
{
    /// <summary>Against the framework's own map, with an old version kept at every step: nobody sees a later change in it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Map_holds_what_a_sorted_dictionary_holds_and_old_versions_stay(bool withOwner)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var expected = new SortedDictionary<long, string>();
            var map = KeyMap<string>.Empty;
            for (var change = 0; change < 60; change++)
            {
                var (before, was) = (map, expected.ToArray());
                // One owner may change its own nodes in place; a version that is handed on gets a new owner, as every step has.
                var owner = withOwner ? new object() : null;
                for (var more = random.Next(1, 5); more > 0; more--)
                {
                    long key = random.Next(4) switch { 0 => random.Next(5), 1 => random.Next(300), 2 => random.NextInt64(long.MaxValue), _ => expected.Count == 0 ? 0 : expected.Keys.ElementAt(random.Next(expected.Count)) };
                    if (random.Next(3) == 0)
                    {
                        expected.Remove(key);
                        map = map.Remove(key, owner);
                    }
                    else
                    {
                        expected[key] = $"{seed} {change}";
                        map = map.Set(key, expected[key], owner);
                    }
                }

                Assert.True(expected.SequenceEqual(map), $"Seed {seed}");
                Assert.True(was.SequenceEqual(before), $"Seed {seed}: an old version changed");
                Assert.Equal(expected.Count, map.Count);
                Assert.All(expected, entry => Assert.Equal(entry.Value, map[entry.Key]));
                Assert.False(map.ContainsKey(-1) || map.TryGet(long.MaxValue, out _));
            }
        }
    }

    [Fact]
    public void Key_that_is_absent_or_negative_is_refused()
    {
        Assert.Throws<KeyNotFoundException>(() => KeyMap<string>.Empty[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyMap<string>.Empty.Set(-1, "x"));
    }

    [Fact]
    public void Variables_with_the_same_content_are_equal_whatever_their_order()
    {
        var one = Execution.Drive.Values("{b: 1, a: [1, {x: null}]}");
        var other = Variables.Of("a", Execution.Drive.Values("{a: [1, {x: null}]}").First().Value).With(Execution.Drive.Values("{b: 1}"));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(["a", "b"], other.Names);
        Assert.NotEqual(one, one.With(Execution.Drive.Values("{b: 2}")));
        Assert.Same(one, one.Without(name => name == "c"));
    }
}
