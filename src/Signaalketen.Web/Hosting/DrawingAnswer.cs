using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Signaalketen.Web.Hosting;

/// <summary>The BPMN of a process for the drawing on a page of this site.</summary>
public static class DrawingAnswer
{
    public static ContentResult Of(string bpmnXml) => new()
    {
        Content = bpmnXml,
        ContentType = new ContentType(MediaTypeNames.Application.Xml) { CharSet = Encoding.UTF8.WebName }.ToString(),
        StatusCode = StatusCodes.Status200OK,
    };
}
