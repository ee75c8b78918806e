using Signaalketen.Casework;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Runtime.Tests.House;

/// <summary>Forms and what people fill in.</summary>
public static class Answers
{
    public const string Assess =
        """
        {"key":"assess","title":"Beoordelen","ask":"Wat is er aan de hand?","next":"Daarna kijkt een collega mee.","fields":[
          {"name":"facts","label":"Feiten","type":"textArea","class":"K3","required":true},
          {"name":"outcome","label":"Uitkomst","type":"radio","class":"K1","required":true,"variable":"outcome","options":[{"value":"concern","label":"Zorgen"},{"value":"none","label":"Geen zorgen"}]}]}
        """;

    /// <summary>A form without questions, as a step without a form has.</summary>
    public static FormReading Nothing { get; } = FormDefinition.Parse("""{"key":"empty","title":"Klaar","ask":"Bent u klaar?","next":"Dan gaat het verder.","fields":[{"name":"note","label":"Notitie","type":"text","class":"K3"}]}""").Form!
        .Read(new Dictionary<string, IReadOnlyList<string>>());

    public static FormReading ToAssess(string facts, string outcome = "concern") =>
        FormDefinition.Parse(Assess).Form!.Read(new Dictionary<string, IReadOnlyList<string>> { ["facts"] = [facts], ["outcome"] = [outcome] });

    public static CaseFieldValue Field(string name, string value, DataClass dataClass = DataClass.K3) => new(name, dataClass, value);
}
