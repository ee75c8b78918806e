using System.Data.Common;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Persistence.Steps;

/// <summary>
/// Writes once more what the database itself took back, and finds out about a commit of which the answer was lost (rules R3 and R11).
/// The same rows can be written again safely: each step brings rows with keys of its own, or says what must still be so.
/// </summary>
internal sealed class CommitAgain(Dialect dialect)
{
    private const int Tries = 4;

    /// <exception cref="CommitUnknownException">The answer to a commit was lost, and the database cannot be asked any more.</exception>
    public async Task<CommitOutcome> Run(IReadOnlyList<RowWrite> writes, Func<Task<CommitOutcome>> write)
    {
        Exception? lost = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await write();
                // Refused after a lost answer: perhaps by our own rows, which were written then.
                return outcome == CommitOutcome.Committed || lost is null || !await AreThere(writes) ? outcome : CommitOutcome.Committed;
            }
            catch (DbException exception) when (attempt < Tries && TakenBack(exception))
            {
            }
            catch (DbException exception) when (attempt < Tries && dialect.TroubleOf(exception) == DatabaseTrouble.LostConnection)
            {
                lost ??= exception;
            }
            catch (DbException) when (lost is not null)
            {
                throw new CommitUnknownException(lost);
            }
        }
    }

    private bool TakenBack(DbException exception) => dialect.TroubleOf(exception) is DatabaseTrouble.Deadlock or DatabaseTrouble.Serialization;

    // Any of them will do: they were written together or not at all.
    private async Task<bool> AreThere(IReadOnlyList<RowWrite> writes)
    {
        await using var connection = await dialect.Open(CancellationToken.None);
        foreach (var insert in writes.Where(one => one.Witness is not null))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = insert.Witness;
            insert.Bind(command);
            if (await command.ExecuteScalarAsync() is not null)
                return true;
        }

        return false;
    }
}
