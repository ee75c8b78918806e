namespace Signaalketen.Engine.Model;

/// <summary>A lane (BPMN 2.0.2, 10.8). Its role is the default candidate role of its user tasks.</summary>
/// <param name="Role">Extension <c>sk:role</c>; without it the lane's name.</param>
public sealed record Lane(string Id, string? Name, string? Role);
