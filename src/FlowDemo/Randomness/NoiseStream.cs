namespace FlowDemo.Randomness;

/// <summary>What random numbers are for. Each purpose draws from a stream of its own, so that none overlaps another.</summary>
public enum NoiseStream
{
    /// <summary>The starting points that the table is measured on.</summary>
    Test,

    /// <summary>The starting points that data-adaptive schedules look at.</summary>
    Calibration,

    /// <summary>Starting points that fitted methods check themselves on.</summary>
    Validation,

    /// <summary>Whatever a metric draws: bootstrap samples, directions, fresh data.</summary>
    Metric,

    /// <summary>What a random search for a schedule draws.</summary>
    Search,

    /// <summary>The starting points that learned fields are trained on.</summary>
    Training,

    /// <summary>Random features and initial weights.</summary>
    Initialization,

    /// <summary>Which rows a gradient step looks at.</summary>
    Batches,

    /// <summary>Data points, and the noise of stochastic teachers.</summary>
    Data,

    /// <summary>The starting points of the heats in which methods are chosen, apart from those that they are then measured on.</summary>
    Race,

    /// <summary>The weights of the resamples that rows are tried on.</summary>
    Resamples,

    /// <summary>The weights of the resamples that samplers are fitted to, apart from those that they are then tried on.</summary>
    FitResamples,
}
