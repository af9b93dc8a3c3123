namespace FlowDemo.Fitting.LeastSquares;

/// <summary>A mean of (robustified) squares to be minimised.</summary>
internal interface ILeastSquares
{
    /// <summary>The mean loss; infinite or NaN where there is none.</summary>
    /// <param name="parameters">Where.</param>
    double Cost(double[] parameters);

    /// <summary>The quadratic model around a point.</summary>
    /// <param name="parameters">Where.</param>
    NormalEquations Linearise(double[] parameters);
}
