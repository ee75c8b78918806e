using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Signaalketen.Persistence.Tests")]
