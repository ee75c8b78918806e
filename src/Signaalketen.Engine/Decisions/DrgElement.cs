using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>A node of the decision requirements graph (DMN 1.5, clause 6.2).</summary>
/// <param name="file">The file that defines it.</param>
/// <param name="id">Its id, or empty.</param>
/// <param name="name">The name by which expressions know it: that of its variable.</param>
internal abstract class DrgElement(DmnFile file, string id, string name)
{
    public DmnFile File { get; } = file;

    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Where it stands in its file.</summary>
    public XElement Xml { get; set; } = null!;

    /// <summary>What must be known before this is, and is all that its logic sees.</summary>
    public List<DrgElement> Requires { get; } = [];

    /// <summary>What the values must be.</summary>
    public ItemType Type { get; set; } = ItemType.Any;

    /// <summary>How deep its evaluation goes; counted against the limit of nested calls.</summary>
    public virtual int Depth => 1;

    /// <summary>Its value, when all that it requires is known.</summary>
    public abstract FeelValue Value(DrgRun drg, Scope scope, Evaluation run);
}

/// <summary>Something that comes from outside (clause 6.3.11).</summary>
internal sealed class InputData(DmnFile file, string id, string name) : DrgElement(file, id, name)
{
    public override FeelValue Value(DrgRun drg, Scope scope, Evaluation run) => Type.Take(drg.Given(this), Name, run);
}

/// <summary>A decision with its logic (clause 6.3.7).</summary>
internal sealed class Decision(DmnFile file, string id, string name) : DrgElement(file, id, name)
{
    public Node Logic { get; set; } = new LiteralNode(FeelNull.Value);

    public override int Depth => Logic.Depth + 1;

    public override FeelValue Value(DrgRun drg, Scope scope, Evaluation run) => Type.Take(Logic.Evaluate(scope, run), Name, run);
}

/// <summary>A business knowledge model: logic that is called with values (clause 6.3.8).</summary>
internal sealed class Knowledge(DmnFile file, string id, string name) : DrgElement(file, id, name)
{
    public FunctionLogic? Logic { get; set; }

    public override FeelValue Value(DrgRun drg, Scope scope, Evaluation run)
    {
        if (Logic is null)
            return FeelNull.Value;
        // It may call itself by its name; calls are bounded where they are made.
        var home = new EntryScope(scope);
        var function = Logic.Function(home, Name);
        home.Add(Name, function);
        return function;
    }
}

/// <summary>Decisions that are asked together from outside, or called as a function (clauses 6.3.10 and 10.4).</summary>
internal sealed class Service(DmnFile file, string id, string name) : DrgElement(file, id, name)
{
    public List<DrgElement> Outputs { get; } = [];

    /// <summary>Its parameters: first the input data, then the input decisions.</summary>
    public List<DrgElement> Inputs { get; } = [];

    public override FeelValue Value(DrgRun drg, Scope scope, Evaluation run) => ServiceBody.FunctionOf(this);
}
