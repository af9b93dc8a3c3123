namespace FlowDemo.Plots;

/// <summary>Lines with fewer corners.</summary>
internal static class Polyline
{
    /// <summary>The corners that a line needs so that it departs from the one given by no more than a tolerance.</summary>
    /// <param name="points">The corners, in pixels.</param>
    /// <param name="tolerance">The largest distance of a corner that is left out, in pixels.</param>
    /// <remarks>
    /// Douglas, Peucker, Algorithms for the Reduction of the Number of Points Required to Represent a Digitized Line, 1973.
    /// </remarks>
    public static (double X, double Y)[] Simplify((double X, double Y)[] points, double tolerance)
    {
        if (points.Length < 3)
        {
            return points;
        }

        bool[] kept = new bool[points.Length];
        kept[0] = kept[^1] = true;
        Stack<(int First, int Last)> open = new([(0, points.Length - 1)]);
        while (open.TryPop(out (int First, int Last) run))
        {
            (int farthest, double distance) = (run.First, 0);
            for (int i = run.First + 1; i < run.Last; i++)
            {
                double here = Distance(points[i], points[run.First], points[run.Last]);
                (farthest, distance) = here > distance ? (i, here) : (farthest, distance);
            }

            if (distance > tolerance)
            {
                kept[farthest] = true;
                open.Push((run.First, farthest));
                open.Push((farthest, run.Last));
            }
        }

        return [.. points.Where((_, i) => kept[i])];
    }

    /// <summary>Distance of a point from the segment between two others.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double square = (dx * dx) + (dy * dy);
        double share = square > 0 ? Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / square, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(point.X - from.X - (share * dx), 2) + Math.Pow(point.Y - from.Y - (share * dy), 2));
    }
}
