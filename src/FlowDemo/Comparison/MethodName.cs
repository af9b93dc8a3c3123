namespace FlowDemo.Comparison;

/// <summary>
/// What tables, conditions and pictures call a row: <c>solver/schedule</c>, and <c> on field</c> behind it unless that is the exact one.
/// </summary>
/// <param name="Solver">Name of the solver, with parameters.</param>
/// <param name="Schedule">Name of the schedule, with parameters.</param>
/// <param name="Field">Name of a velocity field; null for the exact one.</param>
public readonly record struct MethodName(string Solver, string Schedule, string? Field = null)
{
    private const string On = " on ";

    /// <summary>The schedule, and the field behind it unless that is the exact one.</summary>
    public string ScheduleAndField => Field is null ? Schedule : Schedule + On + Field;

    /// <summary>The name of a row.</summary>
    /// <param name="solver">Name of the solver, with parameters.</param>
    /// <param name="schedule">Name of the schedule, with parameters.</param>
    /// <param name="field">The velocity field.</param>
    public static MethodName Of(string solver, string schedule, ComparedField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new MethodName(solver, schedule, field.IsExact ? null : field.Name);
    }

    /// <summary>Reads a name.</summary>
    /// <param name="text">As in <c>euler/boss</c> or <c>euler/boss on straightened:a.json</c>.</param>
    /// <returns>The name; null unless there is one slash, with something on either side.</returns>
    public static MethodName? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(On, 2);
        return parts[0].Split('/') is [{ Length: > 0 } solver, { Length: > 0 } schedule] && parts[^1].Length > 0
            ? new MethodName(solver, schedule, parts.Length == 1 ? null : parts[1])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Solver}/{ScheduleAndField}";
}
