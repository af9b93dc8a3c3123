using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Schedules;

namespace FlowDemo.Cli.Plans;

/// <summary>A training method and the knots that it trains at.</summary>
/// <param name="Name">What tables call its field.</param>
/// <param name="Method">The method.</param>
/// <param name="Schedule">The schedule whose knots it trains at.</param>
/// <param name="IsAlone">Whether it is the only one and has no schedule written behind it: then its field is compared on every
/// schedule.</param>
internal sealed record Recipe(string Name, Named<ITrainingMethod> Method, string Schedule, bool IsAlone)
{
    /// <summary>What it is fitted to, and by which regressor.</summary>
    public TrainingOptions Options { get; init; } = new();

    /// <summary>
    /// Reads a list of METHOD or METHOD@SCHEDULE. A piece that names no method continues parameters where there are any before it.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="chosen">The schedules that the user chose; empty for each method's own. Of several recipes each keeps its own where it
    /// is among them.</param>
    /// <exception cref="FlowDemoException">A method or schedule is unknown, or its fields cannot be compared.</exception>
    public static ImmutableArray<Recipe> Parse(string list, ImmutableArray<string> chosen)
    {
        List<string> names = [];
        foreach (string piece in list.Split(',', StringSplitOptions.TrimEntries))
        {
            bool continues = names.Count > 0 && names[^1].Contains(':', StringComparison.Ordinal);
            if (!continues || TrainingCatalog.All.Find(piece.Split('@', 2)[0]) is not null)
            {
                names.Add(piece);
            }
            else
            {
                names[^1] += "," + piece;
            }
        }

        string[] distinct = [.. names.Distinct()];
        return [.. distinct.Select(n => Read(n, distinct.Length == 1, chosen))];
    }

    private static Recipe Read(string name, bool isOnly, ImmutableArray<string> chosen)
    {
        string[] parts = name.Split('@', 2);
        Named<ITrainingMethod> method = TrainingCatalog.All.Resolve(parts[0]);
        ComparedField.CheckMethod(method);
        if (parts.Length == 2)
        {
            return new Recipe(name, method, ScheduleCatalog.All.Resolve(parts[1]).Name, false);
        }

        string own = method.Value.Schedule;
        string schedule = chosen.IsEmpty || (!isOnly && chosen.Contains(own)) ? own : chosen[0];
        return new Recipe(isOnly ? "straightened" : name, method, schedule, isOnly);
    }
}
