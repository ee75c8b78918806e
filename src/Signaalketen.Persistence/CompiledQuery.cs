using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Signaalketen.Persistence;

/// <summary>A question of EF Core for what is asked all the time: translated once for each kind of database, not recognised by its whole expression at every call.</summary>
/// <param name="compile">Calls <c>EF.CompileAsyncQuery</c>, whose result holds for one kind of database.</param>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConcurrentDictionary<IModel, TQuery> known = new();

    public TQuery On(SignaalketenDb db) => known.GetOrAdd(db.Model, _ => compile());
}
