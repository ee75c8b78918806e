namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Why an expression of another tool cannot be written in FEEL by itself. Caught in <see cref="Juel"/>, never seen outside it.</summary>
internal sealed class JuelRefusal(string message, string messageNl) : Exception(message)
{
    public string MessageNl { get; } = messageNl;

    public static JuelRefusal Unreadable(int position) => new($"it cannot be read at position {position}", $"zij is niet te lezen op positie {position}");

    public static JuelRefusal Mixed() => new("it mixes text with expressions", "zij mengt tekst met expressies");

    public static JuelRefusal Call() => new("it calls a method or a function", "zij roept een methode of functie aan");

    public static JuelRefusal Index() => new("it picks an item with [ ]", "zij kiest een onderdeel met [ ]");

    public static JuelRefusal Remainder() => new("it asks for a remainder, which FEEL rounds otherwise", "zij vraagt een rest, en die rondt FEEL anders af");

    public static JuelRefusal TooLong(int most) => new($"it is longer than {most} characters", $"zij is langer dan {most} tekens");

    public static JuelRefusal TooDeep(int most) => new($"it is nested deeper than {most}", $"zij is dieper genest dan {most}");

    public static JuelRefusal EngineObject(string name) =>
        new($"it reads '{name}', which exists only in the other engine", $"zij leest '{name}', en dat bestaat alleen in de andere motor");

    public static JuelRefusal Name(string name) => new($"the name '{name}' cannot be used in FEEL", $"de naam '{name}' kan niet in FEEL");
}
