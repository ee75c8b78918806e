using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Casework.Forms;

/// <summary>Turns answers into engine variables. Text that somebody wrote never gets here.</summary>
internal static class AnswerVariables
{
    public static Variables Of(IEnumerable<FieldAnswer> answers) => Variables.Of(
        from answer in answers
        where answer.Field is { Variable: not null, MayBeVariable: true, Class: <= DataClass.K1 }
        let value = ValueOf(answer)
        where value is not null
        select KeyValuePair.Create(answer.Field.Variable!, value));

    /// <summary>The value, or null when the field was left open.</summary>
    private static FeelValue? ValueOf(FieldAnswer answer) => answer switch
    {
        { Field.Type: FieldType.Checkbox } => FeelBoolean.Of(answer.Chosen.Count > 0),
        { Field.Type: FieldType.Checkboxes } => new FeelList([.. answer.Chosen.Select(value => new FeelString(value))]),
        { Date: { } date } => new FeelDate(date),
        { Number: { } number } => FeelNumber.From(number),
        { Chosen: [var value] } => new FeelString(value),
        _ => null,
    };
}
