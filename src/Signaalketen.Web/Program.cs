using Signaalketen.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddSignaalketen();
var app = builder.Build();
app.UseSignaalketen();
app.Run();
