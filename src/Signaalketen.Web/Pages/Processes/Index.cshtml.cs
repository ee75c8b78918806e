using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Overview;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.SignIn;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>The chain in numbers, what stopped, and the versions. For whoever steers; no person of a case is named here.</summary>
public sealed class IndexModel(OverviewQueries overview, IncidentDesk incidents, ProcessVersions versions) : PageModel
{
    public ChainOverview Numbers { get; private set; } = new([], new(0, 0, 0, 0), new(0, 0, 0, 0, 0), 0);

    public IReadOnlyList<IncidentView> Stuck { get; private set; } = [];

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    public VersionLine? Current { get; private set; }

    public IReadOnlyList<StepCount> StepsOfCurrent { get; private set; } = [];

    /// <summary>Counts per element, for the badges on the drawing.</summary>
    public string CountsJson { get; private set; } = "{}";

    public bool MayPublish => ProcessAccess.MayPublish(HttpContext.Person());

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ProcessAccess.MaySee(HttpContext.Person()))
            return NotFound();
        Numbers = await overview.Read(ct);
        Stuck = await incidents.List(ct);
        Versions = await versions.All(ct);
        Current = Versions.FirstOrDefault(version => version is { IsCurrent: true, ProcessId: "signal" }) ?? Versions.FirstOrDefault(version => version.IsCurrent);
        StepsOfCurrent = [.. Numbers.Steps.Where(step => step.DefinitionKey == Current?.DefinitionKey)];
        CountsJson = JsonSerializer.Serialize(StepsOfCurrent.GroupBy(step => step.ElementId).ToDictionary(
            step => step.Key, step => new { running = step.Sum(one => one.Open), late = step.Sum(one => one.Late) }));
        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync([FromForm(Name = "__storing")] string incidentId, CancellationToken ct)
    {
        var person = HttpContext.Person();
        if (!ProcessAccess.MayPublish(person))
            return NotFound();
        var refusal = await incidents.Resolve(incidentId, Variables.Empty, Actor.Of(person), ct);
        if (refusal is { Code: RefusalCode.NotFound })
            return NotFound();
        if (refusal is null)
            Done = "We gaan verder. Komt de storing terug, dan is de oorzaak nog niet weg.";
        else
            Refused = refusal.Sentence;
        return RedirectToPage();
    }
}

/// <summary>Who may look at the chain as a whole, and who may change it.</summary>
public static class ProcessAccess
{
    private static readonly string[] Lookers = [Roles.ProcessOwner, Roles.SafetyManager, Roles.PrivacyOfficer, Roles.Administrator];

    public static bool MaySee(Person person) => person.HasAny(Lookers);

    public static bool MayPublish(Person person) => person.Has(Roles.ProcessOwner);
}
