using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Commands;

/// <summary>
/// Puts an instance where a person says it should be: operations in order, in one step. Nothing moves until all are done. A scope in which
/// the cancelled elements were the last is cancelled too, up to the instance itself; it does not leave by its outgoing flows.
/// </summary>
/// <param name="Variables">Set on the process first, so that what starts can read them.</param>
public sealed record ModifyInstance(IReadOnlyList<Modification> Operations, Variables? Variables = null) : Command;

/// <summary>One operation of <see cref="ModifyInstance"/>.</summary>
public abstract record Modification;

/// <summary>Sets a token before an element. Enclosing sub-processes that are not active are opened without their start events.</summary>
/// <param name="ScopeKey">The scope instance to start in, or around it; null when only one fits.</param>
/// <param name="Variables">Set on the scope in which the token stands.</param>
public sealed record StartBefore(string ElementId, long? ScopeKey = null, Variables? Variables = null) : Modification;

/// <summary>Cancels one element instance with all inside it, or removes one waiting token. A cancelled repetition counts as terminated.</summary>
public sealed record CancelElement(long Key) : Modification;

/// <summary>Cancels every instance of an element, and every token that waits before it.</summary>
public sealed record CancelElements(string ElementId) : Modification;

/// <summary>Cancels one element instance (or waiting token) and starts before another element, in the nearest scope around it that fits.</summary>
public sealed record MoveElement(long Key, string To) : Modification;

/// <summary>Moves every instance of an element, and every token that waits before it.</summary>
public sealed record MoveElements(string From, string To) : Modification;
