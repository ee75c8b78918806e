using Signaalketen.Engine.Migration;

namespace Signaalketen.Engine.Commands;

/// <summary>
/// Takes an instance, and the processes called in it that run the version the plan leaves, to another version of their process. What is active
/// stays active under the same keys. <see cref="MigrationVerdict"/> tells beforehand whether it can.
/// </summary>
public sealed record MigrateInstance(MigrationPlan Plan) : Command;
