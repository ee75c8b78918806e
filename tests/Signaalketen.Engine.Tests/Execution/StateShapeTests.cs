using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>The maps a state is made of: every key there is, in order, and never changed under somebody who still holds the old one.</summary>
public class StateShapeTests
{
    private static readonly long[] Keys = [0, 1, 15, 16, 17, 255, 256, 4095, 4096, 1L << 32, (1L << 60) - 1, 1L << 60, (1L << 60) + 1, long.MaxValue];

    private static KeyMap<string> Of(IEnumerable<long> keys, object? owner = null) => keys.Aggregate(KeyMap<string>.Empty, (map, key) => map.Set(key, $"at {key}", owner));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_key_holds_its_own_value_and_no_other_key_is_there(bool backwards)
    {
        for (var count = 1; count <= Keys.Length; count++)
        {
            var present = Keys[..count];
            var map = Of(backwards ? present.Reverse() : present, new object());
            Assert.Equal(present.Select(key => KeyValuePair.Create(key, $"at {key}")), map);
            Assert.Equal(count, map.Count);
            Assert.All(Keys, key => Assert.Equal(present.Contains(key), map.ContainsKey(key)));
            Assert.All(new long[] { -1, 2, 31, 32, 271, 4111, (1L << 32) + 1, 1L << 61, long.MaxValue - 1, long.MinValue }, key => Assert.False(map.ContainsKey(key)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_taken_away_is_gone_and_the_rest_stays(bool backwards)
    {
        var owner = new object();
        var map = Of(Keys, owner);
        var left = Keys.ToList();
        foreach (var key in backwards ? Keys.Reverse() : Keys)
        {
            map = map.Remove(key, owner);
            left.Remove(key);
            Assert.Equal(left, map.Select(entry => entry.Key));
            Assert.Equal(left.Count, map.Count);
        }

        Assert.Same(KeyMap<string>.Empty, map);
        Assert.Equal([7L], map.Set(7, "again").Select(entry => entry.Key));
    }

    [Fact]
    public void Who_holds_an_older_map_sees_nothing_of_what_came_later()
    {
        var one = KeyMap<string>.Empty.Set(1, "one");
        var two = one.Set(2, "two");
        var other = one.Set(1, "other");
        var none = two.Remove(1);
        Assert.Equal((1, 2, 1, 1), (one.Count, two.Count, other.Count, none.Count));
        Assert.Equal(("one", "one", "other", false), (one[1], two[1], other[1], one.ContainsKey(2)));
        Assert.Same(none, none.Remove(1));
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused_by_its_number()
    {
        Assert.Equal("No entry 7.", Assert.Throws<KeyNotFoundException>(() => Of([1])[7]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([-1]));
    }

    [Fact]
    public void A_set_of_keys_holds_each_once()
    {
        var set = KeySet.Empty.Add(3).Add(1).Add(3);
        Assert.Equal(2, set.Count);
        Assert.Equal([1L, 3L], set);
        Assert.Equal([3L], set.Remove(1).Remove(2));
        Assert.Same(KeySet.Empty, set.Remove(1).Remove(3));
        Assert.Equal([1L], KeySet.Empty.Add(1).Remove(3));
    }

    /// <summary>Format 1, written out by hand: only what is there is written.</summary>
    [Fact]
    public void Text_of_a_small_state_is_exactly_this() => Assert.Equal(
        """
        {"format":1,"instanceId":"i1","definitionKey":"p:1","nextKey":7,"outcome":{},"elements":[
        {"key":1,"scopeKey":0,"definitionKey":"p:1","elementId":"p","role":"Process","variables":{"x":1}},
        {"key":5,"scopeKey":1,"definitionKey":"p:1","elementId":"a","pending":"UserTask","variables":{}}],"tokens":[],"waits":[
        {"key":6,"ownerKey":5,"elementId":"b","kind":"Message","name":"msg"}],"incidents":[]}
        """.ReplaceLineEndings(""),
        StateText.Write(Drive.Started(
            """<startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><messageEventDefinition messageRef="m"/></boundaryEvent><task id="c"/><flows>s > a; b > c</flows>""",
            "{x: 1}", """<message id="m" name="msg"/>""").State));
}
