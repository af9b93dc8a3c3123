using System.Globalization;

namespace FlowDemo.Targets;

/// <summary>What the coordinates of a target are measured in, and how a reader finds back to his own numbers.</summary>
/// <param name="Name">Data units where numbers are the user's own, standard units where each column was divided by its deviation.</param>
/// <param name="X">The first coordinate.</param>
/// <param name="Y">The second coordinate.</param>
public sealed record Units(string Name, Column X, Column Y)
{
    private const string OwnName = "data units";

    /// <summary>The coordinates as they are.</summary>
    public static Units Data { get; } = OwnOf("x", "y");

    /// <summary>Whether numbers are the user's own.</summary>
    public bool AreOwn => Name == OwnName;

    /// <summary>How far 1 is in the user's columns: <c>standard units: 1 is 9.45 depth and 2.1 length</c>; null where it is 1.</summary>
    public string? Text => AreOwn ? null : string.Create(
        CultureInfo.InvariantCulture, $"{Name}: 1 is {X.Size:G4} {X.Name} and {Y.Size:G4} {Y.Name}");

    /// <summary>The way back to the user's numbers, as two formulas; null where the numbers are his.</summary>
    public string? Way => AreOwn ? null : $"{X.Way("x")}, {Y.Way("y")}";

    /// <summary>The user's own units.</summary>
    /// <param name="x">Name of the first column.</param>
    /// <param name="y">Name of the second column.</param>
    public static Units OwnOf(string x, string y) => new(OwnName, new Column(x, 0, 1), new Column(y, 0, 1));

    /// <summary>Units of one standard deviation in each column.</summary>
    /// <param name="x">The first column.</param>
    /// <param name="y">The second column.</param>
    public static Units StandardOf(Column x, Column y) => new("standard units", x, y);

    /// <summary>The unit of a figure in these units.</summary>
    /// <param name="unit">The unit where numbers are the user's own.</param>
    public string Of(string unit) => unit == OwnName ? Name : unit;

    /// <summary>The units when the target is centred and multiplied.</summary>
    /// <param name="centre">What was the mean.</param>
    /// <param name="factor">By what it is multiplied.</param>
    internal Units Scaled((double X, double Y) centre, double factor) =>
        AreOwn ? this : new Units("scaled units", X.Scaled(centre.X, factor), Y.Scaled(centre.Y, factor));
}

/// <summary>A column of the user's: his number is <c>Origin + Size times the coordinate</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin">His number where the coordinate is 0.</param>
/// <param name="Size">How many of his units 1 is.</param>
public sealed record Column(string Name, double Origin, double Size)
{
    /// <summary>The way back to the user's numbers.</summary>
    /// <param name="coordinate">What the coordinate is called.</param>
    internal string Way(string coordinate) => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Origin:G6} + {Size:G6} {coordinate}");

    /// <summary>The column when its coordinate is centred and multiplied.</summary>
    internal Column Scaled(double centre, double factor) => new(Name, Origin + (Size * centre), Size / factor);
}
