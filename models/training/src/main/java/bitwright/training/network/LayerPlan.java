package bitwright.training.network;

/** One step of a network, from feature map or vector to feature map or vector. */
public sealed interface LayerPlan permits ProductPlan, PoolPlan, ResidualPlan {}
