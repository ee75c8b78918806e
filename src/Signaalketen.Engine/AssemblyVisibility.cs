using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Signaalketen.Engine.Tests")]
