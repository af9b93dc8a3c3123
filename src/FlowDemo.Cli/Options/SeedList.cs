using System.Globalization;

namespace FlowDemo.Cli.Options;

/// <summary>Lists of seeds: <c>0,3</c>, <c>0-4</c>, and these joined by commas.</summary>
internal static class SeedList
{
    /// <summary>Problems that a study may have for each target; a longer list is a slip of the finger.</summary>
    private const int MostSeeds = 1000;

    /// <summary>Reads a list.</summary>
    /// <param name="option">Name of the option, for the complaint.</param>
    /// <param name="text">The list.</param>
    /// <exception cref="FlowDemoException">A piece is neither form, or a seed is out of range.</exception>
    public static IEnumerable<int> Parse(string option, string text) => text.Split(',', StringSplitOptions.TrimEntries).SelectMany(piece =>
    {
        string[] ends = piece.Split('-');
        if (ends is [{ Length: > 0 } first, { Length: > 0 } last])
        {
            int from = ArgumentText.Whole(option, first, 0, int.MaxValue);
            int to = ArgumentText.Whole(option, last, 0, int.MaxValue);
            return to >= from && to - from < MostSeeds
                ? Enumerable.Range(from, to - from + 1)
                : throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture, $"'{option}' takes ranges that go up, of at most {MostSeeds} seeds; '{piece}' is none."));
        }

        return [ArgumentText.Whole(option, piece, 0, int.MaxValue)];
    });
}
