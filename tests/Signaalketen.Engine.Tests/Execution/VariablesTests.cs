using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

public class VariablesTests
{
    private static readonly Variables Two = Drive.Values("{b: 2, a: 1}");

    [Fact]
    public void Values_are_kept_in_the_order_of_their_names_and_equal_by_content()
    {
        Assert.Equal(["a", "b"], Two.Names);
        Assert.Equal(Two, Drive.Values("{a: 1, b: 2}"));
        Assert.Equal(Two.GetHashCode(), Drive.Values("{a: 1, b: 2}").GetHashCode());
        Assert.NotEqual(Two, Drive.Values("{a: 1, b: 3}"));
        Assert.NotEqual(Two, Drive.Values("{a: 1, c: 2}"));
        Assert.NotEqual(Two.GetHashCode(), Drive.Values("{a: 1, b: 3}").GetHashCode());
        Assert.NotEqual(Two.GetHashCode(), Drive.Values("{a: 1, c: 2}").GetHashCode());
        Assert.False(Two.Equals(null));
        Assert.False(Two.Equals("a"));
    }

    [Fact]
    public void Later_values_lie_over_earlier_ones()
    {
        Assert.Equal(Drive.Values("{a: 1, b: 5, c: 6}"), Two.With(Drive.Values("{c: 6, b: 5}")));
        Assert.Equal(Drive.Values("{A: 0, a: 1, b: 2, z: 9}"), Two.With(Drive.Values("{A: 0, z: 9}")));
        Assert.Same(Two, Two.With(Variables.Empty));
        Assert.Same(Two, Variables.Empty.With(Two));
    }

    [Fact]
    public void What_is_left_out_is_gone_and_the_rest_stays()
    {
        Assert.Equal(Variables.Of("b", FeelNumber.From(2)), Two.Without(name => name == "a"));
        Assert.Same(Two, Two.Without(name => name == "z"));
        Assert.Same(Variables.Empty, Two.Without(_ => true));
        Assert.Same(Variables.Empty, Variables.Of([]));
        Assert.True(Two.TryGet("b", out var value) && value.Equals(FeelNumber.From(2)));
        Assert.False(Two.TryGet("c", out _));
        Assert.False(Variables.Empty.TryGet("a", out _));
    }
}
