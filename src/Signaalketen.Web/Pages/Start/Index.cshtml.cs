using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Web.Demo;
using Signaalketen.Web.Hosting;

namespace Signaalketen.Web.Pages.Start;

public sealed class IndexModel(ModeOfSite site) : PageModel
{
    public bool IsDemo => site.Mode == ProductMode.Demo;

    public IReadOnlyList<DemoPerson> People => IsDemo ? DemoPeople.All : [];
}
