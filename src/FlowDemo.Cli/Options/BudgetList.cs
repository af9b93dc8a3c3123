using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;

namespace FlowDemo.Cli.Options;

/// <summary>Lists of budgets: <c>1,2,4</c>, <c>2-8</c>, <c>2-16:2</c>, and any of these joined by commas.</summary>
internal static class BudgetList
{
    private const int Largest = ComparisonPlan.LargestBudget;

    /// <summary>Columns that a table may have; a longer list is a slip of the finger.</summary>
    private const int MostBudgets = 1000;

    /// <summary>Reads a list; the budgets come back in increasing order, each once.</summary>
    /// <param name="option">Name of the option, for the complaint.</param>
    /// <param name="text">The list.</param>
    /// <exception cref="FlowDemoException">A piece is none of the three forms, or a budget is out of range.</exception>
    public static ImmutableArray<int> Parse(string option, string text)
    {
        SortedSet<int> budgets = [];
        foreach (string piece in text.Split(',', StringSplitOptions.TrimEntries))
        {
            (int first, int last, int stride) = Range(option, piece);
            for (long budget = first; budget <= last; budget += stride)
            {
                budgets.Add((int)budget);
                if (budgets.Count > MostBudgets)
                {
                    throw new FlowDemoException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{option}' takes at most {MostBudgets} budgets; '{text}' has more. Widen the stride, as in "
                            + $"1-{Largest}:{Largest / 100}."));
                }
            }
        }

        return [.. budgets];
    }

    private static (int First, int Last, int Stride) Range(string option, string piece)
    {
        string[] strided = piece.Split(':');
        string[] ends = strided[0].Split('-');
        if (strided.Length > 2 || ends.Length > 2 || (strided.Length == 2 && ends.Length != 2))
        {
            throw Malformed(option, piece);
        }

        int first = Budget(option, piece, ends[0]);
        int last = ends.Length == 2 ? Budget(option, piece, ends[1]) : first;
        int stride = strided.Length == 2 ? Budget(option, piece, strided[1]) : 1;
        return first <= last
            ? (first, last, stride)
            : throw new FlowDemoException($"'{option}' takes ranges that go up; '{piece}' goes down.");
    }

    private static int Budget(string option, string piece, string text)
    {
        if (!ArgumentText.TryInteger(text, out long value))
        {
            throw Malformed(option, piece);
        }

        return value is >= 1 and <= Largest
            ? (int)value
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"'{option}' takes budgets from 1 to {Largest} evaluations; '{piece}' is outside."));
    }

    private static FlowDemoException Malformed(string option, string piece) =>
        new($"'{option}' takes whole numbers and ranges such as 1,2,4 or 2-8 or 2-16:2; '{piece}' is neither.");
}
