namespace FlowDemo;

/// <summary>
/// Something the user asked for cannot be done: an unknown id, a malformed file, a value out of range. The message is one
/// sentence that names the value, what is allowed and, where there is one, the nearest valid choice. A defect of the
/// program itself is never reported through this type.
/// </summary>
public sealed class FlowDemoException : Exception
{
    /// <summary>Creates an exception without a message; exists because exceptions are expected to have it.</summary>
    public FlowDemoException()
    {
    }

    /// <summary>Creates an exception with a sentence for the user.</summary>
    /// <param name="message">What was wrong, what is allowed, what to do.</param>
    public FlowDemoException(string message)
        : base(message)
    {
    }

    /// <summary>Whether the numbers broke down on the way, though what was asked for is possible.</summary>
    public bool IsBreakdown { get; private init; }

    /// <summary>Whether a method and the field do not go together, though each is fine with others.</summary>
    public bool IsObstacle { get; private init; }

    /// <summary>The exception for a method that cannot work on a field.</summary>
    /// <param name="message">What it needs, and what to use in its place.</param>
    public static FlowDemoException Obstacle(string message) => new(message) { IsObstacle = true };

    /// <summary>The exception for numbers that broke down: a velocity or a sample is not finite, or steps stand still.</summary>
    /// <param name="message">What broke down, where, and what to do.</param>
    public static FlowDemoException Breakdown(string message) => new(message) { IsBreakdown = true };

    /// <summary>Creates an exception with a sentence for the user and its cause.</summary>
    /// <param name="message">What was wrong, what is allowed, what to do.</param>
    /// <param name="innerException">The failure beneath, for a debugger.</param>
    public FlowDemoException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
