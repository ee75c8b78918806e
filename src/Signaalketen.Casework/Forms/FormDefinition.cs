namespace Signaalketen.Casework.Forms;

/// <summary>The questions of one step: what we ask, and what happens when it is answered.</summary>
/// <param name="Key">The key by which a model names the form.</param>
/// <param name="Ask">One or two sentences: what we ask of whom reads this.</param>
/// <param name="Next">One or two sentences: what happens next and with whom.</param>
public sealed record FormDefinition(string Key, string Title, string Ask, string Next, IReadOnlyList<FormField> Fields)
{
    /// <summary>Reads a form definition. Every problem is a Dutch sentence that says how to mend it; with a problem there is no form.</summary>
    public static FormParseResult Parse(string json) => FormParser.Parse(json);

    /// <summary>Reads and checks what somebody posted.</summary>
    /// <param name="posted">All values per field name, as the browser sends them; without the fields that belong to the page itself.</param>
    /// <param name="loopCounter">Of a step done by several people at once: which one this is, so that they do not overwrite each other.</param>
    public FormReading Read(IReadOnlyDictionary<string, IReadOnlyList<string>> posted, int? loopCounter = null) =>
        FormReader.Read(this, posted, loopCounter);

    public FormField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}

/// <param name="Form">The form, or null when there are problems.</param>
/// <param name="Problems">Dutch sentences for the process owner.</param>
public sealed record FormParseResult(FormDefinition? Form, IReadOnlyList<string> Problems);
