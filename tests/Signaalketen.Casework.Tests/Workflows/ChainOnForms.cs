using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;
using StepEngine = Signaalketen.Engine.Engine;
using StepResult = Signaalketen.Engine.StepResult;

namespace Signaalketen.Casework.Tests.Workflows;

/// <summary>Walks the reference chain as people do: every task is finished with its own form, filled in as a browser sends it.</summary>
internal sealed class ChainOnForms
{
    private readonly StepEngine engine = new(new() { Calendar = WorkingCalendar.Netherlands });
    private readonly DefinitionSet definitions = DefinitionSet.Of([WorkflowFiles.Chain]);
    private readonly SortedDictionary<long, CreateUserTask> open = [];
    private readonly SortedDictionary<long, string> jobs = [];
    private InstanceState? state;

    public ChainOnForms(DateTimeOffset now)
    {
        Now = now;
        Do(new StartInstance("case-1", WorkflowFiles.Chain.Key, Variables.Of(new Dictionary<string, FeelValue>
        {
            ["channel"] = new FeelString("web"),
            ["acuteSaid"] = FeelBoolean.False,
            ["hasContact"] = FeelBoolean.True,
            ["wantsFeedback"] = FeelBoolean.False,
            ["receivedAt"] = new FeelString("2027-02-01T09:00:00+01:00"),
        })));
    }

    public DateTimeOffset Now { get; set; }

    public IEnumerable<string> Tasks => open.Values.Select(task => task.ElementId).Order(StringComparer.Ordinal);

    public IEnumerable<string> Jobs => jobs.Values;

    public SortedSet<string> Stored { get; } = new(StringComparer.Ordinal);

    public Variables Variables => state!.Elements.First().Value.Variables;

    public int Incidents => state!.Incidents.Count;

    /// <summary>Finishes the oldest open task of an element; answers not given here are filled in with something valid.</summary>
    public ChainOnForms Finish(string element, params (string Name, string Value)[] answers)
    {
        var task = open.Values.First(candidate => candidate.ElementId == element);
        var form = WorkflowFiles.Forms[task.FormKey!];
        var reading = form.Read(Fill(form, answers), task.LoopCounter);
        Assert.Empty(reading.Errors);
        Stored.UnionWith(reading.CaseFields.Select(field => field.Name));
        Do(new CompleteUserTask(task.TaskKey, reading.Variables));
        return this;
    }

    private static Dictionary<string, IReadOnlyList<string>> Fill(FormDefinition form, (string Name, string Value)[] answers)
    {
        var posted = answers.GroupBy(answer => answer.Name).ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(answer => answer.Value)]);
        foreach (var field in form.Fields.Where(field => field.Required && !posted.ContainsKey(field.Name)))
        {
            posted[field.Name] = field.Type switch
            {
                FieldType.Radio or FieldType.Select or FieldType.Checkboxes => [field.Options[0].Value],
                FieldType.Checkbox => ["yes"],
                FieldType.Date => ["12 feb 2027"],
                FieldType.Amount => ["4.500"],
                _ => ["In woorden."],
            };
        }

        return posted;
    }

    private void Do(Command command)
    {
        var accepted = Assert.IsType<StepResult.Accepted>(engine.Step(definitions, state, command, Now));
        state = accepted.State;
        foreach (var effect in accepted.Effects)
        {
            switch (effect)
            {
                case CreateUserTask task:
                    open[task.TaskKey] = task;
                    break;
                case CloseUserTask closed:
                    open.Remove(closed.TaskKey);
                    break;
                case EnqueueJob job:
                    jobs[job.JobKey] = job.JobType;
                    break;
            }
        }
    }
}
