using FlowDemo.Targets;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// A mixture of few components in place of one of many: the components are grouped by their means (k-means, started from the
/// point farthest from those chosen before) and each group becomes the Gaussian with its mean and covariance.
/// </summary>
/// <remarks>
/// T. Gonzalez, Clustering to Minimize the Maximum Intercluster Distance, 1985; S. Lloyd, Least Squares Quantization in PCM, 1982.
/// </remarks>
internal static class CoarseMixture
{
    private const int Rounds = 30;

    /// <summary>The mixture itself when it is small enough, or its groups.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="most">Components wanted at most.</param>
    public static GaussianMixture Of(GaussianMixture mixture, int most)
    {
        if (mixture.Components.Length <= most)
        {
            return mixture;
        }

        GaussianComponent[] parts = [.. mixture.Components];
        (double X, double Y)[] centres = Start(parts, most);
        int[] group = new int[parts.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                group[i] = Nearest(centres, parts[i]);
            }

            for (int g = 0; g < most; g++)
            {
                GaussianComponent[] members = Members(parts, group, g);
                if (members.Length > 0)
                {
                    centres[g] = Mean(members);
                }
            }
        }

        return new GaussianMixture(
            Enumerable.Range(0, most).Select(g => Members(parts, group, g)).Where(static m => m.Length > 0).Select(Merge).ToArray());
    }

    private static (double X, double Y)[] Start(GaussianComponent[] parts, int count)
    {
        var centres = new (double X, double Y)[count];
        centres[0] = (parts[0].MeanX, parts[0].MeanY);
        for (int c = 1; c < count; c++)
        {
            GaussianComponent farthest = parts.MaxBy(p => centres[..c].Min(m => Distance(m, p)));
            centres[c] = (farthest.MeanX, farthest.MeanY);
        }

        return centres;
    }

    private static int Nearest((double X, double Y)[] centres, GaussianComponent part)
    {
        int best = 0;
        for (int c = 1; c < centres.Length; c++)
        {
            best = Distance(centres[c], part) < Distance(centres[best], part) ? c : best;
        }

        return best;
    }

    private static double Distance((double X, double Y) centre, GaussianComponent part)
    {
        double dx = centre.X - part.MeanX;
        double dy = centre.Y - part.MeanY;
        return (dx * dx) + (dy * dy);
    }

    private static GaussianComponent[] Members(GaussianComponent[] parts, int[] group, int index) =>
        [.. parts.Where((_, i) => group[i] == index)];

    private static (double X, double Y) Mean(GaussianComponent[] members)
    {
        double weight = members.Sum(static m => m.Weight);
        return (members.Sum(static m => m.Weight * m.MeanX) / weight, members.Sum(static m => m.Weight * m.MeanY) / weight);
    }

    private static GaussianComponent Merge(GaussianComponent[] members)
    {
        GaussianMixture moments = new(members);
        return new GaussianComponent(
            members
                .Sum(static m => m.Weight), moments.MeanX, moments.MeanY, moments.CovarianceXX, moments.CovarianceXY, moments.CovarianceYY);
    }
}
