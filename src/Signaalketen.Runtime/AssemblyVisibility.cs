using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Signaalketen.Runtime.Tests")]
