using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// Total rotation: every step turns the velocity by the same mean angle, <c>n(t) = mean of |x' x x''| / |x'|^2</c>. In the plane
/// the torsion of the paper's general form is zero, and the speed at which a velocity turns is curvature times speed.
/// </summary>
/// <remarks>
/// Zhou, Chen, Wang, Chen, Wang, Analyzing and Improving Fast Sampling of Text-to-Image Diffusion Models, 2026, arXiv
/// 2603.00763. It looks at turns alone: a straight trajectory along which the speed changes has local errors, but no rotation.
/// Compare <see cref="EquidistributionSchedule"/>, which sees both. In many dimensions velocities hardly ever come near zero; in
/// the plane they do, and a mean of rotations is then a mean of sudden turns.
/// </remarks>
internal sealed class TorsSchedule : ISchedule
{
    private const int Anchors = 200;

    /// <summary>The speed below which a sample stands still and has no direction to turn, data units per unit of time.</summary>
    private const double Still = 1e-12;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "tors", "TORS: every step turns the velocity by the same mean angle.", static _ => new TorsSchedule())
    {
        Formula = "the integral of mean |x' x x''| / |x'|^2 is the same over every step",
        Order = "fitted to the field",
        Cost = "a reference solution and 201 derivative evaluations per calibration sample",
        Source = "Zhou, Chen, Wang, Chen, Wang, Analyzing and Improving Fast Sampling of Text-to-Image Diffusion Models, 2026, arXiv "
            + "2603.00763.",
        Notes = "Equal shares of rotation; equidistribution shares out curvature, which also counts changes of speed. A velocity that "
            + "turns back passes near zero and swings round at once, so that the grid crowds there: on the ring, where most samples first "
                + "move inward, it is a poor one. Needs the exact derivatives of the field.",
    };

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        TimeGrid anchors = TimeGrid.Uniform(Anchors);
        return EqualShareRule.Along(
            "tors", context.Flow, anchors, context.ReferenceStates(anchors), static (_, velocity, acceleration) =>
                MeanRotation(velocity, acceleration), context.Execution);
    }

    /// <summary>Mean speed at which the velocities turn, radians per unit of time.</summary>
    private static double MeanRotation(SampleBatch velocity, SampleBatch acceleration)
    {
        double sum = 0;
        for (int i = 0; i < velocity.Count; i++)
        {
            double x = velocity[i, 0];
            double y = velocity[i, 1];
            double square = (x * x) + (y * y);
            double cross = (x * acceleration[i, 1]) - (y * acceleration[i, 0]);
            sum += square > Still * Still ? Math.Abs(cross) / square : 0;
        }

        return sum / velocity.Count;
    }
}
